package dev.stacktape.starter.mcp;

/** A file that is not of the form that its client reads; nothing in it is touched. */
final class UnreadableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String message) {
    super(message);
  }
}
