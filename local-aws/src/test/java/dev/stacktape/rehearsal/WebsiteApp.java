package dev.stacktape.rehearsal;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Version;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/** A website whose pages know the stack, with files that have headers and tags of their own. */
record WebsiteApp(Path folder) {
  static final String CONFIG =
      """
      serviceName: orders
      deploymentConfig:
        terminationProtection: false
        previousVersionsToKeep: 20
      resources:
        jobs:
          type: sqs-queue
          properties: { visibilityTimeoutSeconds: 61 }
        site:
          type: hosting-bucket
          properties:
            uploadDirectoryPath: pages
            hostingContentType: single-page-app
            injectEnvironment: [{ name: JOBS, value: "$ResourceParam('jobs', 'arn')" }]
            fileOptions:
              - includePattern: 'data/**'
                headers: [{ key: Cache-Control, value: no-store }, { key: Content-Language, value: de }]
                tags: [{ key: kind, value: data }]
      """;

  static WebsiteApp in(Path folder) {
    WebsiteApp app = new WebsiteApp(folder);
    app.config(CONFIG);
    return app;
  }

  void config(String text) {
    put("stacktape.yml", text);
  }

  void page(String path, String text) {
    put("pages/" + path, text);
  }

  void withoutPage(String path) {
    try {
      Files.delete(folder.resolve("pages").resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OrdersApp orders() {
    return new OrdersApp(folder, 1);
  }

  StackRequest request(Rehearsal rehearsal) {
    return orders().request(rehearsal.aws.endpoint());
  }

  Run deploy(Rehearsal rehearsal) {
    return rehearsal.deploy("laptop", orders());
  }

  Run hotswap(Rehearsal rehearsal) {
    List<Event> events = new CopyOnWriteArrayList<>();
    Stacktape stacktape = rehearsal.engine("laptop");
    return rehearsal.run(
        events,
        () -> {
          var unused = stacktape.hotswap(request(rehearsal), events::add, new CancellationToken());
        });
  }

  List<Version> versions(Rehearsal rehearsal) {
    return rehearsal
        .engine("onlooker")
        .versions(request(rehearsal), EventListener.none(), new CancellationToken());
  }

  /** A file as visitors get it. */
  record Served(
      String text, String type, String caching, String language, Map<String, String> tags) {}

  /** Everything that is in the bucket of the website. */
  Map<String, Served> served(Rehearsal rehearsal) {
    String bucket = bucket(rehearsal);
    Map<String, Served> files = new TreeMap<>();
    for (S3Object object : rehearsal.s3().listObjectsV2(list -> list.bucket(bucket)).contents()) {
      HeadObjectResponse head =
          rehearsal.s3().headObject(one -> one.bucket(bucket).key(object.key()));
      Map<String, String> tags = new TreeMap<>();
      for (Tag tag :
          rehearsal.s3().getObjectTagging(one -> one.bucket(bucket).key(object.key())).tagSet()) {
        tags.put(tag.key(), tag.value());
      }
      files.put(
          object.key(),
          new Served(
              rehearsal
                  .s3()
                  .getObjectAsBytes(one -> one.bucket(bucket).key(object.key()))
                  .asUtf8String(),
              head.contentType(),
              String.valueOf(head.cacheControl()),
              String.valueOf(head.contentLanguage()),
              tags));
    }
    return files;
  }

  String bucket(Rehearsal rehearsal) {
    return rehearsal
        .engine("onlooker")
        .describe(request(rehearsal), EventListener.none(), new CancellationToken())
        .resources()
        .stream()
        .filter(resource -> resource.type().equals("AWS::S3::Bucket"))
        .map(StackReport.Resource::physicalId)
        .map(String::valueOf)
        .findFirst()
        .orElseThrow();
  }

  /** The keys of the deployment bucket that begin in a way. */
  static List<String> keys(Rehearsal rehearsal, String prefix) {
    return rehearsal
        .s3()
        .listObjectsV2(list -> list.bucket(rehearsal.deploymentBucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }
}
