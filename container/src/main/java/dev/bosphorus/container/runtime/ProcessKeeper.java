package dev.bosphorus.container.runtime;

/** Threads that keep a process alive whose main method has returned. */
public final class ProcessKeeper {

    private ProcessKeeper() {
    }

    /** Starts one: no daemon even if the caller is one, and with nothing that it might inherit from the caller. */
    public static Thread start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(false);
        thread.setContextClassLoader(ProcessKeeper.class.getClassLoader());
        thread.start();
        return thread;
    }
}
