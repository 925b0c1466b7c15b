package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that are told what only the stack knows. */
class PageScriptTest {
  private static String told(String page, Map<String, String> values) {
    return new String(
        new PageScript(values).into(page.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><head><title>x</title></head></html>|<html><head>#<title>x</title></head></html>",
        "<HTML><HEAD lang=en><script>|<HTML><HEAD lang=en>#<script>",
        "<header></header>|#<header></header>",
        "<html lang=en><body>|<html lang=en>#<body>",
        "<!DOCTYPE html><p>|<!DOCTYPE html>#<p>",
        "<p>no head</p>|#<p>no head</p>"
      })
  void theScriptStandsBeforeEveryOther(String page, String expected) {
    assertThat(told(page, Map.of("A", "1")))
        .isEqualTo(
            expected.replace("#", "<script>window.STP_INJECTED_ENV={\"A\":\"1\"};</script>"));
  }

  @Test
  void aValueEndsNeitherItsTextNorTheScript() {
    assertThat(told("<head>", Map.of("A", "\"</script>\\\n&")))
        .isEqualTo(
            "<head><script>window.STP_INJECTED_ENV="
                + "{\"A\":\"\\\"\\u003c/script\\u003e\\\\\\u000a\\u0026\"};</script>");
  }

  @Test
  void theRestOfThePageStaysByteForByte() {
    byte[] page = "<head>\u00e9\u20ac</head>".getBytes(StandardCharsets.UTF_8);

    assertThat(new PageScript(Map.of()).into(page)).isEqualTo(page);
    assertThat(told("<head>\u00e9\u20ac</head>", Map.of("A", "\u20ac")))
        .isEqualTo(
            "<head><script>window.STP_INJECTED_ENV={\"A\":\"\\u20ac\"};</script>\u00e9\u20ac</head>");
  }
}
