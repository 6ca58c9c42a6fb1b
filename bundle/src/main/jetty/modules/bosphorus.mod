[description]
Jakarta WebSocket for ee11 web applications by Bosphorus, in place of Jetty's own (ee11-websocket-jakarta).

[environment]
ee11

[tags]
websocket

[depend]
ee11-annotations

[lib]
lib/ee11-websocket/jakarta.websocket-*.jar
lib/bosphorus/*.jar
