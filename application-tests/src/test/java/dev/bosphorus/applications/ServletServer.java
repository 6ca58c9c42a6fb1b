package dev.bosphorus.applications;

/** A servlet container that runs. */
interface ServletServer {

    int port();

    void stop() throws Exception;
}
