/** Runnable applications on the embedded server: echo, chat and a shared drawing board, each with a page. */
module dev.bosphorus.examples {
    requires dev.bosphorus.container;
    requires jakarta.json;

    // Endpoints and codecs are made and called by the container, and are an API for nobody.
    opens dev.bosphorus.examples.board;
    opens dev.bosphorus.examples.chat;
    opens dev.bosphorus.examples.echo;
}
