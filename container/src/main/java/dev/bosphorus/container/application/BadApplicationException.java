package dev.bosphorus.container.application;

/** Why an application cannot be opened: one line for whoever named its sources. */
public final class BadApplicationException extends Exception {

    BadApplicationException(String line) {
        super(line);
    }
}
