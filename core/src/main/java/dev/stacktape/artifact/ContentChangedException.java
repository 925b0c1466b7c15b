package dev.stacktape.artifact;

import java.io.IOException;

/** A file was written to between the making of its digest and its packing. */
public final class ContentChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;

  /** The file that changed. */
  public ContentChangedException(String path) {
    super(path + " changed while it was being packaged");
    this.path = path;
  }

  /** The file, as it is called in the artifact. */
  String path() {
    return path;
  }
}
