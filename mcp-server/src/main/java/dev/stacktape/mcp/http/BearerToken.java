package dev.stacktape.mcp.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client has to know to be let in. On a machine that several people use, loopback alone
 * keeps nobody out, and neither does it keep out what a browser runs.
 */
public final class BearerToken implements Admission {
  private static final int SHORTEST = 32;
  private static final int BYTES = 32;
  private static final String SCHEME = "Bearer ";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final byte[] value;

  private BearerToken(String value) {
    this.value = value.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A token that somebody else has made up, such as that of an environment variable.
   *
   * @throws IOException when it is too short to be one
   */
  public static BearerToken of(String value, String origin) throws IOException {
    if (value.strip().length() < SHORTEST) {
      throw new IOException(
          "The token of " + origin + " is shorter than " + SHORTEST + " characters.");
    }
    return new BearerToken(value.strip());
  }

  /**
   * The token in a file. It is made up, and the file written for its owner's eyes only, where there
   * is none.
   *
   * @throws IOException also when others may read the file
   */
  public static BearerToken in(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file, random());
    }
    if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(
          "Others than its owner may read the token in " + file + ": chmod 600 " + file);
    }
    return of(Files.readString(file), file.toString());
  }

  private static String random() {
    byte[] bits = new byte[BYTES];
    new SecureRandom().nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** Never readable by others, not even for a moment, and never half written. */
  private static void write(Path file, String token) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file that a token can be kept in.");
    }
    Files.createDirectories(folder);
    Path whole =
        isPosix(folder)
            ? Files.createTempFile(
                folder, "token", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
            : Files.createTempFile(folder, "token", ".tmp");
    Files.writeString(whole, token + "\n");
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Override
  public boolean admits(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] given =
        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(value, given);
  }
}
