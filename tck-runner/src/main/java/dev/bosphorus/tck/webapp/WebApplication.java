package dev.bosphorus.tck.webapp;

import java.nio.file.Path;

/**
 * A web application, and where a servlet container is to serve it.
 *
 * @param host        the address to listen on
 * @param port        0 for any free one
 * @param contextPath empty for the root
 * @param war         the file
 * @param folder      for the container's own files; it is empty, and whoever made it deletes it
 */
public record WebApplication(String host, int port, String contextPath, Path war, Path folder) {
}
