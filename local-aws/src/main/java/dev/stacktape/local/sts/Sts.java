package dev.stacktape.local.sts;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.local.http.QueryProtocol;
import dev.stacktape.local.http.XmlWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS STS. Credentials are handed out but open no door that is not open anyway: the endpoint has
 * one account and checks no signatures.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">STS API</a>
 */
public final class Sts implements AwsService {
  private static final QueryProtocol PROTOCOL =
      new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/");
  private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(.+)");
  private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final LocalContext context;
  private final SecureRandom random = new SecureRandom();

  /** STS of an endpoint. */
  public Sts(LocalContext context) {
    this.context = context;
  }

  @Override
  public String signingName() {
    return "sts";
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    FormParameters form = FormParameters.of(request);
    return switch (form.action()) {
      case "GetCallerIdentity" -> callerIdentity(request);
      case "GetSessionToken" -> sessionToken(request, form);
      case "AssumeRole" -> assumeRole(request, form);
      default ->
          throw new AwsError(
              400,
              "InvalidAction",
              "Could not find operation " + form.action() + " for version 2011-06-15");
    };
  }

  private AwsResponse callerIdentity(AwsRequest request) {
    return PROTOCOL.ok(
        request,
        "GetCallerIdentity",
        xml ->
            xml.text("Arn", "arn:aws:iam::" + context.account() + ":root")
                .text("UserId", context.account())
                .text("Account", context.account()));
  }

  private AwsResponse sessionToken(AwsRequest request, FormParameters form) {
    int seconds = duration(form, 43_200, 129_600);
    return PROTOCOL.ok(request, "GetSessionToken", xml -> credentials(xml, seconds));
  }

  private AwsResponse assumeRole(AwsRequest request, FormParameters form) {
    String arn = form.required("RoleArn");
    String session = form.required("RoleSessionName");
    Matcher role = ROLE.matcher(arn);
    if (!role.matches()) {
      throw new AwsError(400, "ValidationError", arn + " is invalid");
    }
    if (!SESSION.matcher(session).matches()) {
      throw new AwsError(
          400,
          "ValidationError",
          "1 validation error detected: Value '"
              + session
              + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [\\w+=,.@-]*");
    }
    int seconds = duration(form, 3600, 43_200);
    // The path of a role is not part of the assumed role's name.
    String name = role.group(2).substring(role.group(2).lastIndexOf('/') + 1);
    return PROTOCOL.ok(
        request,
        "AssumeRole",
        xml ->
            credentials(xml, seconds)
                .element(
                    "AssumedRoleUser",
                    user ->
                        user.text("AssumedRoleId", id("AROA") + ":" + session)
                            .text(
                                "Arn",
                                String.format(
                                    Locale.ROOT,
                                    "arn:aws:sts::%s:assumed-role/%s/%s",
                                    role.group(1),
                                    name,
                                    session))));
  }

  private XmlWriter credentials(XmlWriter xml, int seconds) {
    byte[] secret = new byte[30];
    byte[] token = new byte[120];
    random.nextBytes(secret);
    random.nextBytes(token);
    return xml.element(
        "Credentials",
        keys ->
            keys.text("AccessKeyId", id("ASIA"))
                .text("SecretAccessKey", Base64.getEncoder().encodeToString(secret))
                .text("SessionToken", Base64.getEncoder().encodeToString(token))
                .text(
                    "Expiration",
                    context
                        .clock()
                        .instant()
                        .plus(Duration.ofSeconds(seconds))
                        .truncatedTo(ChronoUnit.SECONDS)));
  }

  private static int duration(FormParameters form, int usual, int longest) {
    int seconds = form.number("DurationSeconds", usual);
    if (seconds < 900 || seconds > longest) {
      throw new AwsError(
          400,
          "ValidationError",
          "1 validation error detected: Value '"
              + seconds
              + "' at 'durationSeconds' failed to satisfy constraint: Member must have value"
              + " between 900 and "
              + longest);
    }
    return seconds;
  }

  private String id(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < 16; i++) {
      id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
    }
    return id.toString();
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }
}
