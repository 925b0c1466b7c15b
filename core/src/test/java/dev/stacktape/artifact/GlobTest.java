package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/*.txt|a/b.txt|true",
        "a/*.txt|a/b/c.txt|false",
        "a/**/*.txt|a/c.txt|true",
        "a/**/*.txt|a/b/c/d.txt|true",
        "**/c.txt|c.txt|true",
        "./a/|a/b/c|true",
        "a|ab|false",
        "*.{js,ts}|x.ts|true",
        "*.{js,ts}|x.tsx|false",
        "[ab]?.md|bz.md|true",
        "[!ab]?.md|bz.md|false",
        "a(b).txt|a(b).txt|true",
        "*|.env|true",
        "@aws-sdk/*|@aws-sdk/client-s3|true"
      })
  void patternsMeanWhatTheyMeanElsewhere(String pattern, String path, boolean fits) {
    assertThat(Glob.of(pattern).matches(path)).isEqualTo(fits);
  }
}
