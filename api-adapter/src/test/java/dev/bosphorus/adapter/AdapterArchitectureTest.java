package dev.bosphorus.adapter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the table of packages in {@code docs/architecture.md}. */
@AnalyzeClasses(packages = {"dev.bosphorus.adapter", "dev.bosphorus.extra"}, importOptions = ImportOption.DoNotIncludeTests.class)
class AdapterArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_API_AND_THE_JDK = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.net.ssl..", "jakarta.websocket..", "jakarta.enterprise..", "jakarta.inject..",
                    "dev.bosphorus.adapter..", "dev.bosphorus.extra..");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_CDI = noClasses().that().haveNameNotMatching(".*\\.CdiFactory(\\$.*)?")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.enterprise..", "jakarta.inject..");

    @ArchTest
    static final ArchRule NO_CIRCLES = slices().matching("dev.bosphorus.adapter.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("path").definedBy("dev.bosphorus.adapter.path")
            .layer("type").definedBy("dev.bosphorus.adapter.type")
            .layer("config").definedBy("dev.bosphorus.adapter.config")
            .layer("codec").definedBy("dev.bosphorus.adapter.codec")
            .layer("model").definedBy("dev.bosphorus.adapter.model")
            .layer("scan").definedBy("dev.bosphorus.adapter.scan")
            .whereLayer("path").mayNotAccessAnyLayer()
            .whereLayer("type").mayNotAccessAnyLayer()
            .whereLayer("config").mayNotAccessAnyLayer()
            .whereLayer("codec").mayOnlyAccessLayers("type", "config")
            .whereLayer("model").mayOnlyAccessLayers("path", "codec")
            .whereLayer("scan").mayOnlyAccessLayers("path", "type", "config", "codec", "model");
}
