package dev.stacktape.local.s3;

import dev.stacktape.local.ResourceProperties;
import dev.stacktape.local.http.XmlWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The properties of {@code AWS::S3::Bucket} as the documents that the S3 API has for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html">
 *     AWS::S3::Bucket</a>
 */
final class BucketDocuments {
  private final ResourceProperties properties;
  private final Map<Subresource, String> documents = new EnumMap<>(Subresource.class);

  private BucketDocuments(ResourceProperties properties) {
    this.properties = properties;
  }

  /** The documents of what is given; what is not given is left out. */
  static Map<Subresource, String> of(ResourceProperties properties, Map<String, String> tags) {
    BucketDocuments bucket = new BucketDocuments(properties);
    bucket.versioning();
    bucket.publicAccessBlock();
    bucket.ownership();
    bucket.encryption();
    bucket.cors();
    bucket.lifecycle();
    bucket.website();
    bucket.tagging(tags);
    return bucket.documents;
  }

  private void put(Subresource subresource, String root, Consumer<XmlWriter> content) {
    documents.put(subresource, XmlWriter.document(root, S3Xml.NAMESPACE, content));
  }

  private void versioning() {
    if (properties.has("VersioningConfiguration")) {
      String status = properties.object("VersioningConfiguration").text("Status");
      put(Subresource.VERSIONING, "VersioningConfiguration", xml -> xml.text("Status", status));
    }
  }

  private void publicAccessBlock() {
    if (properties.has("PublicAccessBlockConfiguration")) {
      ResourceProperties block = properties.object("PublicAccessBlockConfiguration");
      put(
          Subresource.PUBLIC_ACCESS_BLOCK,
          "PublicAccessBlockConfiguration",
          xml ->
              List.of(
                      "BlockPublicAcls",
                      "IgnorePublicAcls",
                      "BlockPublicPolicy",
                      "RestrictPublicBuckets")
                  .forEach(name -> xml.text(name, block.flag(name))));
    }
  }

  private void ownership() {
    if (properties.has("OwnershipControls")) {
      put(
          Subresource.OWNERSHIP_CONTROLS,
          "OwnershipControls",
          xml ->
              xml.flat(
                  "Rule",
                  properties.object("OwnershipControls").objects("Rules"),
                  (rule, given) -> copy(rule, given, "ObjectOwnership")));
    }
  }

  private void encryption() {
    if (properties.has("BucketEncryption")) {
      put(
          Subresource.ENCRYPTION,
          "ServerSideEncryptionConfiguration",
          xml ->
              xml.flat(
                  "Rule",
                  properties
                      .object("BucketEncryption")
                      .objects("ServerSideEncryptionConfiguration"),
                  BucketDocuments::encryptionRule));
    }
  }

  private static void encryptionRule(XmlWriter xml, ResourceProperties rule) {
    xml.element(
        "ApplyServerSideEncryptionByDefault",
        usual ->
            copy(
                usual,
                rule.object("ServerSideEncryptionByDefault"),
                "SSEAlgorithm",
                "KMSMasterKeyID"));
    xml.text("BucketKeyEnabled", rule.flag("BucketKeyEnabled"));
  }

  private void cors() {
    if (properties.has("CorsConfiguration")) {
      put(
          Subresource.CORS,
          "CORSConfiguration",
          xml ->
              xml.flat(
                  "CORSRule",
                  properties.object("CorsConfiguration").objects("CorsRules"),
                  BucketDocuments::corsRule));
    }
  }

  private static void corsRule(XmlWriter xml, ResourceProperties rule) {
    xml.text("ID", rule.text("Id"));
    rule.texts("AllowedHeaders").forEach(value -> xml.text("AllowedHeader", value));
    rule.texts("AllowedMethods").forEach(value -> xml.text("AllowedMethod", value));
    rule.texts("AllowedOrigins").forEach(value -> xml.text("AllowedOrigin", value));
    rule.texts("ExposedHeaders").forEach(value -> xml.text("ExposeHeader", value));
    xml.text("MaxAgeSeconds", rule.text("MaxAge"));
  }

  private void lifecycle() {
    if (properties.has("LifecycleConfiguration")) {
      put(
          Subresource.LIFECYCLE,
          "LifecycleConfiguration",
          xml ->
              xml.flat(
                  "Rule",
                  properties.object("LifecycleConfiguration").objects("Rules"),
                  BucketDocuments::lifecycleRule));
    }
  }

  private static void lifecycleRule(XmlWriter xml, ResourceProperties rule) {
    xml.text("ID", rule.text("Id"))
        .element("Filter", filter -> filter.text("Prefix", rule.text("Prefix", "")))
        .text("Status", rule.text("Status"));
    if (rule.has("ExpirationInDays")) {
      xml.element("Expiration", end -> end.text("Days", rule.text("ExpirationInDays")));
    }
    if (rule.has("NoncurrentVersionExpiration")) {
      xml.element(
          "NoncurrentVersionExpiration",
          end -> copy(end, rule.object("NoncurrentVersionExpiration"), "NoncurrentDays"));
    }
    if (rule.has("AbortIncompleteMultipartUpload")) {
      xml.element(
          "AbortIncompleteMultipartUpload",
          end -> copy(end, rule.object("AbortIncompleteMultipartUpload"), "DaysAfterInitiation"));
    }
    xml.flat(
        "Transition",
        rule.objects("Transitions"),
        (item, given) ->
            item.text("Days", given.text("TransitionInDays"))
                .text("StorageClass", given.text("StorageClass")));
  }

  private void website() {
    if (properties.has("WebsiteConfiguration")) {
      ResourceProperties site = properties.object("WebsiteConfiguration");
      put(
          Subresource.WEBSITE,
          "WebsiteConfiguration",
          xml -> {
            if (site.has("IndexDocument")) {
              xml.element(
                  "IndexDocument", index -> index.text("Suffix", site.text("IndexDocument")));
            }
            if (site.has("ErrorDocument")) {
              xml.element("ErrorDocument", error -> error.text("Key", site.text("ErrorDocument")));
            }
            if (site.has("RedirectAllRequestsTo")) {
              xml.element(
                  "RedirectAllRequestsTo",
                  to -> copy(to, site.object("RedirectAllRequestsTo"), "HostName", "Protocol"));
            }
          });
    }
  }

  private void tagging(Map<String, String> tags) {
    if (!tags.isEmpty()) {
      put(
          Subresource.TAGGING,
          "Tagging",
          xml ->
              xml.list(
                  "TagSet",
                  "Tag",
                  tags.entrySet(),
                  (item, tag) -> item.text("Key", tag.getKey()).text("Value", tag.getValue())));
    }
  }

  /** Properties that have the same name in both. */
  private static void copy(XmlWriter xml, ResourceProperties from, String... names) {
    for (String name : names) {
      xml.text(name, from.text(name));
    }
  }
}
