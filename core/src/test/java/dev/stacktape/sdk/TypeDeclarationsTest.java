package dev.stacktape.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.resource.catalog.ResourceCatalog;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TypeDeclarationsTest {
  private final String text = TypeDeclarations.of(ResourceCatalog.records());

  @Test
  void hasEveryClassAndDirective() {
    assertThat(SdkClass.all())
        .allSatisfy(type -> assertThat(text).contains("  export class " + type.name() + " "));
    assertThat(StacktapeModule.DIRECTIVES)
        .allSatisfy(name -> assertThat(text).contains("  export function $" + name + "("));
  }

  @Test
  void explainsPropertiesInTheWordsOfTheRecords() {
    assertThat(text)
        .contains("memory?: number | `${number}` | Directive;")
        .contains("connectTo?: Array<Resource | string")
        .contains("environment?: Array<EnvironmentVar | Directive> | Directive | EnvironmentMap;")
        .containsPattern("/\\*\\* [^\\n]+ Default: [^\\n]+ \\*/");
  }

  @Test
  void mentionsNoTypeThatItDoesNotDefine() {
    TreeSet<String> defined =
        new TreeSet<>(
            Pattern.compile("export (?:type|class) (\\w+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList());
    List<String> used =
        Pattern.compile("(?<=[:|<] |Array<|properties: )[A-Z]\\w+")
            .matcher(withoutComments())
            .results()
            .map(MatchResult::group)
            .filter(name -> !name.equals("Array"))
            .toList();
    assertThat(used).hasSizeGreaterThan(500).isSubsetOf(defined);
  }

  private String withoutComments() {
    return text.replaceAll("(?s)/\\*.*?\\*/|//[^\\n]*", "").replaceAll("'[^']*'", "''");
  }
}
