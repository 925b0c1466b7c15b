package dev.stacktape.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads whole text files and says in a user's words why one cannot be read. */
final class TextFile {

  /** Why a file cannot be used. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final ConfigCode code;

    private Unusable(ConfigCode code, String reason) {
      super(reason, null, false, false);
      this.code = code;
    }

    ConfigCode code() {
      return code;
    }

    /** To stand behind the name of the file: {@code does not exist}. */
    String reason() {
      return String.valueOf(getMessage());
    }
  }

  private TextFile() {}

  /** The text of a file in UTF-8, which is at most {@link ConfigReader#MAX_SIZE} bytes long. */
  static String read(Path file) throws Unusable {
    byte[] bytes = bytes(file);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      boolean utf16 = bytes.length > 1 && ((bytes[0] & 0xFF) + (bytes[1] & 0xFF)) == 0xFF + 0xFE;
      throw new Unusable(
          ConfigCode.CONFIG_NOT_UTF8,
          utf16 ? "is in UTF-16; save it in UTF-8" : "is not text in UTF-8");
    }
  }

  private static byte[] bytes(Path file) throws Unusable {
    if (Files.isDirectory(file)) {
      throw new Unusable(ConfigCode.CONFIG_UNREADABLE, "is a folder");
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(ConfigReader.MAX_SIZE + 1);
      if (bytes.length > ConfigReader.MAX_SIZE) {
        throw new Unusable(
            ConfigCode.CONFIG_TOO_LARGE,
            "is larger than " + ConfigReader.MAX_SIZE + " bytes, the largest that is read");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new Unusable(ConfigCode.CONFIG_UNREADABLE, "does not exist");
    } catch (IOException e) {
      throw new Unusable(ConfigCode.CONFIG_UNREADABLE, "cannot be read: " + e.getMessage());
    }
  }
}
