package dev.stacktape.local.cloudformation.record;

import dev.stacktape.local.ResourceProvider;
import dev.stacktape.template.PropertyType;
import dev.stacktape.template.ResourceSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plausible values for everything that {@code Fn::GetAtt} can ask a record for. */
final class Attributes {
  private final ResourceSchema schema;
  private final ResourceProvider.Request request;
  private final Identity identity;

  Attributes(ResourceSchema schema, ResourceProvider.Request request, Identity identity) {
    this.schema = schema;
    this.request = request;
    this.identity = identity;
  }

  Map<String, Object> all() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    schema.attributes().forEach((name, type) -> attributes.put(name, value(name, type)));
    return attributes;
  }

  private Object value(String name, PropertyType type) {
    Object given = request.properties().get(name);
    if (given != null) {
      return given;
    }
    if (type instanceof PropertyType.Numeric) {
      return name.endsWith("Port") ? port() : 1;
    }
    if (type instanceof PropertyType.Flag) {
      return false;
    }
    if (type instanceof PropertyType.ListOf) {
      return List.of();
    }
    if (type instanceof PropertyType.MapOf
        || type instanceof PropertyType.Nested
        || type instanceof PropertyType.Json) {
      return Map.of();
    }
    return text(name);
  }

  private String text(String name) {
    String type = schema.type();
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (type.equals("AWS::S3::Bucket")) {
      return bucket(name);
    }
    if (type.equals("AWS::DynamoDB::Table") && name.equals("StreamArn")) {
      return identity.arn() + "/stream/2026-01-01T00:00:00.000";
    }
    if (type.equals("AWS::ApiGatewayV2::Api")) {
      return switch (name) {
        case "ApiEndpoint" ->
            "https://" + identity.id() + ".execute-api." + request.region() + ".amazonaws.com";
        case "ExecuteApiArn" ->
            "arn:aws:execute-api:"
                + request.region()
                + ":"
                + request.account()
                + ":"
                + identity.id();
        default -> identity.value(name);
      };
    }
    if (type.equals("AWS::CloudFront::Distribution") && name.equals("DomainName")) {
      return identity.random().lower("domain", 14) + ".cloudfront.net";
    }
    if (type.equals("AWS::Cognito::UserPool") && name.startsWith("Provider")) {
      String host = "cognito-idp." + request.region() + ".amazonaws.com/" + identity.id();
      return name.equals("ProviderURL") ? "https://" + host : host;
    }
    if (last.endsWith("Port")) {
      return String.valueOf(port());
    }
    if (last.contains("Endpoint")
        || last.equals("Address")
        || last.equals("DNSName")
        || last.equals("DomainName")) {
      return host();
    }
    if (last.endsWith("Url") || last.endsWith("URL")) {
      return last.equals("QueueUrl") ? identity.value(last) : "https://" + host();
    }
    if (last.equals("Version")
        || last.startsWith("LatestVersion")
        || last.startsWith("DefaultVersion")) {
      return "1";
    }
    if (last.endsWith("Time") || last.endsWith("Date") || last.endsWith("At")) {
      return "2026-01-01T00:00:00Z";
    }
    return identity.value(name);
  }

  private String bucket(String name) {
    String bucket = identity.name();
    String regional = ".s3." + request.region() + ".amazonaws.com";
    return switch (name) {
      case "DomainName" -> bucket + ".s3.amazonaws.com";
      case "RegionalDomainName" -> bucket + regional;
      case "DualStackDomainName" -> bucket + ".s3.dualstack." + request.region() + ".amazonaws.com";
      case "WebsiteURL" ->
          "http://" + bucket + ".s3-website-" + request.region() + ".amazonaws.com";
      default -> identity.value(name);
    };
  }

  private String host() {
    String[] parts = schema.type().split("::", -1);
    String service = parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "custom";
    String name = identity.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    return name
        + "."
        + identity.random().lower("host", 12)
        + "."
        + request.region()
        + "."
        + service
        + ".amazonaws.com";
  }

  private int port() {
    String given = request.text("Port");
    if (given != null && given.matches("\\d{1,5}")) {
      return Integer.parseInt(given);
    }
    String engine = String.valueOf(request.properties().get("Engine"));
    if (engine.contains("postgres")) {
      return 5432;
    }
    if (engine.contains("redis") || engine.contains("valkey")) {
      return 6379;
    }
    return engine.contains("mysql") || engine.contains("maria") ? 3306 : 443;
  }
}
