package dev.stacktape.local.cloudformation.record;

import dev.stacktape.local.ResourceProvider;
import dev.stacktape.template.Replacement;
import dev.stacktape.template.ResourceSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a resource without anything real behind it is called. */
final class Identity {
  private static final int LONGEST_NAME = 64;
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("AWS::EC2::EIP", "eipalloc-"),
          Map.entry("AWS::EC2::Instance", "i-"),
          Map.entry("AWS::EC2::InternetGateway", "igw-"),
          Map.entry("AWS::EC2::LaunchTemplate", "lt-"),
          Map.entry("AWS::EC2::NatGateway", "nat-"),
          Map.entry("AWS::EC2::NetworkAcl", "acl-"),
          Map.entry("AWS::EC2::NetworkInterface", "eni-"),
          Map.entry("AWS::EC2::RouteTable", "rtb-"),
          Map.entry("AWS::EC2::SecurityGroup", "sg-"),
          Map.entry("AWS::EC2::Subnet", "subnet-"),
          Map.entry("AWS::EC2::VPC", "vpc-"),
          Map.entry("AWS::EC2::VPCEndpoint", "vpce-"),
          Map.entry("AWS::EC2::Volume", "vol-"),
          Map.entry("AWS::EFS::AccessPoint", "fsap-"),
          Map.entry("AWS::EFS::FileSystem", "fs-"),
          Map.entry("AWS::EFS::MountTarget", "fsmt-"));

  private final ResourceSchema schema;
  private final ResourceProvider.Request request;
  private final Records records;
  private final RandomNames random;

  Identity(ResourceSchema schema, ResourceProvider.Request request, Records records) {
    this.schema = schema;
    this.request = request;
    this.records = records;
    this.random = new RandomNames(request.token() + "/" + request.logicalId());
  }

  /** The property that names resources of a type when a template wants to; null when none does. */
  static @Nullable String nameProperty(ResourceSchema schema) {
    List<String> identifier = schema.primaryIdentifier();
    if (identifier.size() == 1 && schema.properties().containsKey(identifier.get(0))) {
      return identifier.get(0);
    }
    String last = schema.type().substring(schema.type().lastIndexOf(':') + 1);
    return List.of(last + "Name", "Name", last + "Identifier").stream()
        .filter(schema.properties()::containsKey)
        .filter(name -> schema.replacementOf(name) != Replacement.NO)
        .findFirst()
        .orElse(null);
  }

  /** The name that the template gives, or null when CloudFormation chooses one. */
  static @Nullable String givenName(ResourceSchema schema, Map<String, Object> properties) {
    String property = nameProperty(schema);
    Object value = property == null ? null : properties.get(property);
    return value == null ? null : String.valueOf(value);
  }

  /** What {@code Ref} gives. */
  String ref() {
    List<String> parts = schema.refIdentifier();
    if (parts.isEmpty()) {
      return name();
    }
    // The default bus is left out of what names a rule.
    return String.join(
        "|",
        parts.stream()
            .filter(
                part -> parts.size() == 1 || !part.equals("EventBusName") || given(part) != null)
            .map(this::value)
            .toList());
  }

  /** A part of the identifier, or an attribute that is one of names, ids and ARNs. */
  String value(String part) {
    String given = given(part);
    if (given != null) {
      return given;
    }
    if (part.equals("Arn") || part.endsWith("Arn") || part.endsWith("ARN")) {
      return arn();
    }
    if (part.equals("QueueUrl")) {
      return "https://sqs."
          + request.region()
          + ".amazonaws.com/"
          + request.account()
          + "/"
          + name();
    }
    if (schema.type().equals("AWS::SecretsManager::Secret") || isCertificate()) {
      return part.equals("Id") ? arn() : name();
    }
    return isIdOnly(part) ? id() : name();
  }

  private boolean isCertificate() {
    return schema.type().equals("AWS::CertificateManager::Certificate");
  }

  /** Whether a part is an id that AWS makes up, rather than a name. */
  private boolean isIdOnly(String part) {
    return part.endsWith("Id") && !schema.properties().containsKey(part);
  }

  /** The name that is given, or one in CloudFormation's way. */
  String name() {
    String given = givenName(schema, request.properties());
    return given != null ? given : generated();
  }

  private String generated() {
    String name = request.generatedName(LONGEST_NAME);
    return needsLowerCase() ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** Types whose names AWS itself makes of lower-case letters. */
  private boolean needsLowerCase() {
    String type = schema.type();
    return type.startsWith("AWS::S3::")
        || type.startsWith("AWS::RDS::")
        || type.startsWith("AWS::ECR::")
        || type.startsWith("AWS::ElastiCache::")
        || type.startsWith("AWS::OpenSearch");
  }

  /** An id as AWS makes them up for the type. */
  String id() {
    String type = schema.type();
    String prefix = PREFIXES.get(type);
    if (prefix != null) {
      return prefix + random.hex("id", 17);
    }
    return switch (type) {
      case "AWS::CloudFront::Distribution",
          "AWS::CloudFront::OriginAccessControl",
          "AWS::CloudFront::CachePolicy",
          "AWS::CloudFront::OriginRequestPolicy" ->
          "E" + random.upper("id", 13);
      case "AWS::Cognito::UserPool" -> request.region() + "_" + random.upper("id", 9);
      case "AWS::Cognito::UserPoolClient" -> random.lower("id", 26);
      case "AWS::Cognito::IdentityPool" -> request.region() + ":" + random.uuid("id");
      case "AWS::KMS::Key", "AWS::Lambda::EventSourceMapping", "AWS::WAFv2::WebACL" ->
          random.uuid("id");
      case "AWS::Lambda::Permission", "AWS::IAM::Policy" -> generated();
      case "AWS::IAM::Role" -> "AROA" + random.upper("id", 17);
      case "AWS::Route53::HostedZone" -> "Z" + random.upper("id", 20);
      default ->
          type.startsWith("AWS::ApiGateway") ? random.lower("id", 10) : random.lower("id", 17);
    };
  }

  /** A plausible ARN. */
  String arn() {
    Matcher place = PLACE.matcher(ArnPatterns.of(schema.type()));
    StringBuilder arn = new StringBuilder();
    while (place.find()) {
      place.appendReplacement(arn, "");
      arn.append(
          place.group(1).equals("revision")
              ? records.revision(schema.type(), arn.toString(), request.token())
              : placed(place.group(1)));
    }
    return place.appendTail(arn).toString();
  }

  private String placed(String word) {
    return switch (word) {
      case "partition" -> partition();
      case "region" -> request.region();
      case "account" -> request.account();
      case "name" -> name();
      case "id" -> id();
      case "uuid" -> random.uuid("id");
      case "hex" -> random.hex("id", 16);
      case "letters" -> random.lower("id", 6);
      default -> {
        String given = given(word);
        yield given == null ? name() : given.substring(given.lastIndexOf(':') + 1);
      }
    };
  }

  private String partition() {
    if (request.region().startsWith("cn-")) {
      return "aws-cn";
    }
    return request.region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  RandomNames random() {
    return random;
  }

  private @Nullable String given(String property) {
    Object value = request.properties().get(property);
    return value instanceof Map || value instanceof List || value == null
        ? null
        : String.valueOf(value);
  }
}
