package dev.stacktape.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.local.TestClients;
import dev.stacktape.local.TestClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What HTTP clients other than the SDK may send, byte by byte. */
class WireTest {
  private static final String SIGNED =
      "Authorization: AWS4-HMAC-SHA256 Credential=a/20260301/eu-west-1/s3/aws4_request\r\n";

  @TempDir Path state;
  private final TestClock clock = new TestClock();
  private LocalAws aws;
  private S3Client s3;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(state).clock(clock));
    s3 = TestClients.s3(aws);
    s3.createBucket(r -> r.bucket("wire"));
  }

  @AfterEach
  void stop() {
    s3.close();
    aws.close();
  }

  private String send(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", URI.create(aws.endpoint()).getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(UTF_8));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String get(String key) {
    return s3.getObjectAsBytes(r -> r.bucket("wire").key(key)).asUtf8String();
  }

  @Test
  void signedChunksAreUnwrapped() throws IOException {
    String body =
        "5;chunk-signature=0a\r\nhello\r\n6;chunk-signature=0b\r\n world\r\n"
            + "0;chunk-signature=0c\r\n\r\n";
    String answer =
        send(
            "PUT /wire/k HTTP/1.1\r\nHost: localhost\r\n"
                + SIGNED
                + "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\n"
                + "x-amz-decoded-content-length: 11\r\nContent-Encoding: gzip,aws-chunked\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(get("k")).isEqualTo("hello world");
    assertThat(s3.headObject(r -> r.bucket("wire").key("k")).contentEncoding()).isEqualTo("gzip");
  }

  @Test
  void aChecksumInATrailerIsVerified() throws IOException {
    assertThat(trailer("DUoRhQ==")).startsWith("HTTP/1.1 200 ");
    assertThat(get("t")).isEqualTo("hello world");
    assertThat(trailer("AAAAAA==")).startsWith("HTTP/1.1 400 ").contains("<Code>BadDigest</Code>");
  }

  private String trailer(String crc) throws IOException {
    String body = "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:" + crc + "\r\n\r\n";
    return send(
        "PUT /wire/t HTTP/1.1\r\nHost: localhost\r\n"
            + SIGNED
            + "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n"
            + "x-amz-trailer: x-amz-checksum-crc32\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  @Test
  void aBrokenChunkIsRefusedAndNothingIsKept() throws IOException {
    String body = "zz\r\nhello\r\n0\r\n\r\n";
    String answer =
        send(
            "PUT /wire/broken HTTP/1.1\r\nHost: localhost\r\n"
                + SIGNED
                + "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("<Code>IncompleteBody</Code>");
    assertThat(s3.listObjectsV2(r -> r.bucket("wire")).contents()).isEmpty();
  }

  @Test
  void aBucketCanStandInTheHostName() throws IOException {
    s3.putObject(r -> r.bucket("wire").key("a/b"), RequestBody.fromString("by host"));
    for (String host :
        new String[] {"wire.localhost", "wire.s3.localhost", "wire.s3.eu-west-1.127.0.0.1:80"}) {
      assertThat(send("GET /a/b HTTP/1.1\r\nHost: " + host + "\r\n" + SIGNED + "\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .endsWith("by host");
    }
  }

  @Test
  void aNameThatOnlyPointsHereIsRefused() throws IOException {
    assertThat(send("GET / HTTP/1.1\r\nHost: attacker.example\r\n" + SIGNED + "\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void strangersSeeOnlyWhatThePolicyOpens() throws IOException {
    s3.putObject(r -> r.bucket("wire").key("public/x"), RequestBody.fromString("open"));
    s3.putObject(r -> r.bucket("wire").key("private/x"), RequestBody.fromString("closed"));
    String open = "GET /wire/public/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertThat(send(open)).startsWith("HTTP/1.1 403 ").contains("<Code>AccessDenied</Code>");
    s3.deletePublicAccessBlock(r -> r.bucket("wire"));
    s3.putBucketPolicy(
        r ->
            r.bucket("wire")
                .policy(
                    "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
                        + "\"Action\":\"s3:Get*\",\"Resource\":\"arn:aws:s3:::wire/public/*\"}}"));
    assertThat(send(open)).startsWith("HTTP/1.1 200 ").endsWith("open");
    assertThat(send("GET /wire/private/x HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(send("DELETE /wire/public/x HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aPresignedAddressWorksUntilItExpires() throws IOException {
    s3.putObject(r -> r.bucket("wire").key("k"), RequestBody.fromString("presigned"));
    String request =
        "GET /wire/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260301T120000Z&X-Amz-Expires=60"
            + "&X-Amz-Credential=a%2F20260301%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Signature=0"
            + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertThat(send(request)).startsWith("HTTP/1.1 200 ").endsWith("presigned");
    clock.advance(Duration.ofSeconds(61));
    assertThat(send(request)).startsWith("HTTP/1.1 403 ").contains("Request has expired");
  }

  @Test
  void aWebPageCannotReachOtherServicesWithAPresignedAddress() throws IOException {
    assertThat(
            send(
                "GET /?Action=GetCallerIdentity&X-Amz-Date=20260301T120000Z&X-Amz-Expires=60"
                    + "&X-Amz-Credential=a%2F20260301%2Feu-west-1%2Fsts%2Faws4_request HTTP/1.1\r\n"
                    + "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aClientMayWaitForTheGoAhead() throws IOException {
    String answer =
        send(
            "PUT /wire/k HTTP/1.1\r\nHost: localhost\r\n"
                + SIGNED
                + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nok");
    assertThat(answer).startsWith("HTTP/1.1 100 Continue").contains("HTTP/1.1 200 ");
  }

  @Test
  void aBodyThatBreaksOffIsNotKept() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", URI.create(aws.endpoint()).getPort())) {
      socket
          .getOutputStream()
          .write(
              ("PUT /wire/half HTTP/1.1\r\nHost: localhost\r\n"
                      + SIGNED
                      + "Content-Length: 1000\r\n\r\nonly the beginning")
                  .getBytes(UTF_8));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
    assertThat(s3.listObjectsV2(r -> r.bucket("wire")).contents()).isEmpty();
  }
}
