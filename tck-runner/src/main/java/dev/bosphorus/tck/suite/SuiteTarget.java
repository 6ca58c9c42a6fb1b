package dev.bosphorus.tck.suite;

import java.util.Set;

/**
 * What a suite is run on, as the Arquillian container names it.
 *
 * @param name                   of the server
 * @param transport              of the embedded server
 * @param failedDeploymentsThrow whether tests are told of a deployment that fails
 */
public record SuiteTarget(String name, String transport, boolean failedDeploymentsThrow) {

    /** The targets with another implementation than Bosphorus. */
    public static final Set<String> FOREIGN = Set.of("tomcat-own", "jetty-own", "tyrus");

    /** Whether that is one of {@link #FOREIGN}. */
    public boolean isForeign() {
        return FOREIGN.contains(name);
    }

    /** Whether that is the embedded server. */
    public boolean isEmbedded() {
        return name.equals("embedded");
    }
}
