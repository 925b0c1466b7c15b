package dev.stacktape.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** Makes text that is a directive, or nearly one: wrong names, wrong arguments, damage. */
@NullMarked
final class DirectiveSample {
  private static final List<String> NAMES =
      List.of(
          "Stage",
          "Region",
          "Profile",
          "AwsAccountId",
          "CliArgs",
          "GitInfo",
          "Var",
          "This",
          "Format",
          "File",
          "FileRaw",
          "ResourceParam",
          "CfResourceParam",
          "Secret",
          "SsmParam",
          "CfFormat",
          "CfStackOutput",
          "StackOutput",
          "Stag",
          "Env",
          "x$y");

  private static final List<String> LITERALS =
      List.of(
          "'it'",
          "\"other\"",
          "other",
          "'arn'",
          "'{}-x'",
          "'{}'",
          "''",
          "'pom.xml'",
          "'.'",
          "'/'",
          "'a.b'",
          "'it\\'s'",
          "1",
          "-0.5",
          "true",
          "bare words",
          "{}",
          "'main'",
          "'\u00e9 \uD83D\uDE00'",
          "'a\u0000b'");

  private static final List<String> PATHS =
      List.of(
          "", "", "", ".it", ".it.a", ".it.a.0", ".it.a.9", ".resources.main", ".", "..a", ".a b");

  private static final List<String> DAMAGE = List.of("(", ")", "'", "\"", ",", "$", ".", "\n", " ");

  private final Random random;

  DirectiveSample(Random random) {
    this.random = random;
  }

  String text() {
    String text = directive(0);
    return switch (random.nextInt(8)) {
      case 0 -> text.substring(0, random.nextInt(text.length()) + 1);
      case 1 -> "before " + text + " behind " + directive(2);
      case 2 -> {
        int at = random.nextInt(text.length());
        yield text.substring(0, at) + one(DAMAGE) + text.substring(at);
      }
      case 3 -> text + one(DAMAGE);
      default -> text;
    };
  }

  private String directive(int depth) {
    List<String> arguments = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      arguments.add(depth < 3 && random.nextInt(3) == 0 ? directive(depth + 1) : one(LITERALS));
    }
    return "$" + one(NAMES) + "(" + String.join(", ", arguments) + ")" + one(PATHS);
  }

  private String one(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
