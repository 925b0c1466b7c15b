package dev.stacktape.deploy;

/** Why one hot-swap failed, as a clause without a full stop; becomes a problem. */
final class SwapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;

  SwapException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
