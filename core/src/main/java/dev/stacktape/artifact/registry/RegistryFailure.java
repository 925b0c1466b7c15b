package dev.stacktape.artifact.registry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A registry did not do what it was asked; the message is a clause that says what happened. */
public final class RegistryFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Reason {
    /** Nobody answers. */
    UNREACHABLE,
    /** The login is missing or not good enough. */
    UNAUTHORIZED,
    /** There is no such image. */
    MISSING,
    /** Anything else that the registry says. */
    REFUSED
  }

  private final Reason reason;

  RegistryFailure(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Nobody may be asked. */
  public static RegistryFailure offline(ImageAddress address) {
    return new RegistryFailure(
        Reason.UNREACHABLE,
        address.registry() + " cannot be asked, because this build is offline",
        null);
  }

  /** What stands in the way. */
  public Reason reason() {
    return reason;
  }
}
