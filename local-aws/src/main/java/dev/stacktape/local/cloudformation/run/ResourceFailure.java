package dev.stacktape.local.cloudformation.run;

/** Why a resource cannot be made, changed or deleted; the message is what its event says. */
final class ResourceFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ResourceFailure(String reason) {
    super(reason, null, false, false);
  }

  /** What the event says. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
