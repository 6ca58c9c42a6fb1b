package dev.bosphorus.container.protocol.engine;

/** Which side we are: a client masks what it sends (RFC 6455, 5.1). */
public enum Role { CLIENT, SERVER }
