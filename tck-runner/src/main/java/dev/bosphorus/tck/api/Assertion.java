package dev.bosphorus.tck.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a test shows. Reports have it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Assertion {

    /** Where it is required: like {@code WSC-4.5-1}, a chapter's number, or a method with Javadoc, like {@code Session.getId()}. */
    String section();

    /** What is required there. */
    String text();
}
