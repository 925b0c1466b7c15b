package dev.stacktape.artifact;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a class file says. Names are as in the file, with {@code /} between packages.
 *
 * @param release the Java release that it was compiled for
 * @param superName null for {@code java/lang/Object}
 * @param methods names of the methods that it declares
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html">JVMS 4</a>
 */
public record ClassFile(
    String name,
    int release,
    @Nullable String superName,
    List<String> interfaces,
    Set<String> methods) {

  private static final int MAGIC = 0xcafebabe;

  /** The major version of Java 1.0 would be this; each release since has the next. */
  private static final int VERSION_OF_RELEASE_ZERO = 44;

  /**
   * Reads a class file.
   *
   * @throws IOException when it is not one, or is cut off
   */
  public static ClassFile read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int release = readRelease(in);
    Constants constants = Constants.read(in);
    in.readUnsignedShort(); // access flags
    String name = constants.className(in.readUnsignedShort());
    int superIndex = in.readUnsignedShort();
    @Nullable String superName = superIndex == 0 ? null : constants.className(superIndex);
    List<String> interfaces = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      interfaces.add(constants.className(in.readUnsignedShort()));
    }
    readMembers(in, constants); // fields
    return new ClassFile(name, release, superName, interfaces, readMembers(in, constants));
  }

  /** Reads only as far as the Java release. */
  public static int readRelease(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    if (in.readInt() != MAGIC) {
      throw new IOException("Not a class file");
    }
    in.readUnsignedShort(); // minor version
    return in.readUnsignedShort() - VERSION_OF_RELEASE_ZERO;
  }

  /** What it extends and implements. */
  List<String> parents() {
    List<String> parents = new ArrayList<>(interfaces);
    if (superName != null) {
      parents.add(superName);
    }
    return parents;
  }

  private static Set<String> readMembers(DataInputStream in, Constants constants)
      throws IOException {
    Set<String> names = new HashSet<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      in.readUnsignedShort(); // access flags
      names.add(constants.text(in.readUnsignedShort()));
      in.readUnsignedShort(); // descriptor
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        in.readUnsignedShort(); // name
        skip(in, in.readInt());
      }
    }
    return names;
  }

  private static void skip(DataInputStream in, int count) throws IOException {
    if (count < 0) {
      throw new IOException("Not a class file: an attribute of negative length");
    }
    try {
      in.skipNBytes(count);
    } catch (EOFException e) {
      throw new IOException("The class file is cut off", e);
    }
  }

  /**
   * The constant pool, as far as names need it.
   *
   * @param texts by index; null where the constant is no text
   * @param classNames by index of a class, the index of its name
   */
  private record Constants(@Nullable String[] texts, int[] classNames) {

    static Constants read(DataInputStream in) throws IOException {
      int count = in.readUnsignedShort();
      @Nullable String[] texts = new @Nullable String[count];
      int[] classNames = new int[count];
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts[i] = in.readUTF();
          case 7 -> classNames[i] = in.readUnsignedShort();
          case 8, 16, 19, 20 -> skip(in, 2);
          case 15 -> skip(in, 3);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(in, 4);
          case 5, 6 -> {
            skip(in, 8);
            i++; // long and double take two places
          }
          default -> throw new IOException("Not a class file: constant of kind " + tag);
        }
      }
      return new Constants(texts, classNames);
    }

    String text(int index) throws IOException {
      String text = index < texts.length ? texts[index] : null;
      if (text == null) {
        throw new IOException("Not a class file: constant " + index + " is no text");
      }
      return text;
    }

    String className(int index) throws IOException {
      return text(index < classNames.length ? classNames[index] : 0);
    }
  }
}
