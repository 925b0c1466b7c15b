package dev.stacktape.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private final Redaction looks = new Redaction(List.of());

  @Property
  void noKnownSecretIsLeft(
      @ForAll @Size(min = 1, max = 4)
          List<@AlphaChars @NumericChars @StringLength(min = 4, max = 12) String> secrets,
      @ForAll @Size(max = 5) List<@StringLength(max = 20) String> between) {
    StringBuilder text = new StringBuilder();
    for (String part : between) {
      text.append(part);
      secrets.forEach(text::append);
    }
    String clean = new Redaction(secrets).text(text.toString());
    assertThat(secrets).noneMatch(clean::contains);
  }

  @Property
  void takingOutTwiceIsTakingOutOnce(@ForAll String text) {
    String once = looks.text(text);
    assertThat(looks.text(once)).isEqualTo(once);
  }

  @Property
  void textWithoutSecretsStaysAsItIs(@ForAll @AlphaChars @StringLength(max = 40) String text) {
    assertThat(looks.text(text + " could not be created: 12:30")).startsWith(text);
  }

  @Test
  void whatLooksLikeACredentialIsTakenOut() {
    assertThat(looks.text("key AKIAIOSFODNN7EXAMPLE is unknown")).isEqualTo("key *** is unknown");
    assertThat(
            looks.text("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY and more"))
        .isEqualTo("aws_secret_access_key = *** and more");
    assertThat(looks.text("{\"SecretAccessKey\": \"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"}"))
        .isEqualTo("{\"SecretAccessKey\": \"***\"}");
    assertThat(looks.text("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc_-def"))
        .isEqualTo("Bearer ***");
    assertThat(looks.text("postgres://app:p4ss:w0rd@db.example:5432/x?a=b"))
        .isEqualTo("postgres://app:***@db.example:5432/x?a=b");
    assertThat(looks.text("https://b.s3.amazonaws.com/k?X-Amz-Signature=abc123&x=1"))
        .isEqualTo("https://b.s3.amazonaws.com/k?X-Amz-Signature=***&x=1");
  }

  @Test
  void tokensOfOthersAndKeysAreTakenOut() {
    assertThat(looks.text("push with ghp_" + "a1B2".repeat(9) + " failed"))
        .isEqualTo("push with *** failed");
    assertThat(looks.text("slack xoxb-" + "1234567890-abc")).isEqualTo("slack ***");
    assertThat(looks.text("Authorization: Basic dXNlcjpwYXNz and more"))
        .isEqualTo("Authorization: Basic *** and more");
    assertThat(
            looks.text(
                "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----\nmore"))
        .isEqualTo("-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nmore");
    assertThat(looks.text("ghp_short is a name")).isEqualTo("ghp_short is a name");
  }

  @Test
  void addressesAndPlacesAreLeftAlone() {
    String text = "stacktape.yml:12:7 http://127.0.0.1:4566/orders user@example.org";
    assertThat(looks.text(text)).isEqualTo(text);
  }

  @Test
  void aSecretThatHoldsAnotherGoesWhole() {
    Redaction redaction = new Redaction(List.of("hunter", "hunter22"));
    assertThat(redaction.text("hunter22 hunter")).isEqualTo("*** ***");
  }

  @Test
  void veryShortSecretsWouldTakeWordsWithThem() {
    assertThat(new Redaction(List.of("a", "abc", "")).text("abacus abc")).isEqualTo("abacus abc");
  }

  @Test
  void listenersAndProblemsGetTextWithoutSecrets() {
    Redaction redaction = new Redaction(List.of("hunter2"));
    List<Event> seen = new ArrayList<>();
    EventListener listener = redaction.before(seen::add);
    Problem problem =
        Problem.error("X", "no hunter2")
            .at(new Location("a.yml", 1, 2, "password: hunter2"))
            .hint("not hunter2");
    listener.on(new Event.Noted("hunter2"));
    listener.on(new Event.Warned(problem));
    Problem clean =
        Problem.error("X", "no ***")
            .at(new Location("a.yml", 1, 2, "password: ***"))
            .hint("not ***");
    assertThat(seen).containsExactly(new Event.Noted("***"), new Event.Warned(clean));
    StacktapeException failure =
        redaction.exception(StacktapeException.cloud(problem, new RuntimeException("hunter2")));
    assertThat(failure.problems()).containsExactly(clean);
    assertThat(failure.isCloud()).isTrue();
    assertThat(failure.getCause()).isNull();
  }
}
