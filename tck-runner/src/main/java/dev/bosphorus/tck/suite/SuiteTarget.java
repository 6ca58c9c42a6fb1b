package dev.bosphorus.tck.suite;

/**
 * What a suite is run on, as the Arquillian container names it.
 *
 * @param name                   of the server
 * @param transport              of the embedded server
 * @param failedDeploymentsThrow whether tests are told of a deployment that fails
 */
public record SuiteTarget(String name, String transport, boolean failedDeploymentsThrow) {

    /** Whether that is the embedded server. */
    public boolean isEmbedded() {
        return name.equals("embedded");
    }
}
