package com.example.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuestbookTest {
  private final List<String> kept = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Guestbook guestbook;

  @BeforeEach
  void start() throws Exception {
    Entries entries =
        new Entries() {
          @Override
          public void add(String text) {
            kept.add(0, text);
          }

          @Override
          public List<String> newest() {
            if (kept.contains("broken")) {
              throw new IllegalStateException("no database");
            }
            return kept;
          }
        };
    guestbook =
        Guestbook.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), entries);
  }

  @AfterEach
  void stop() {
    guestbook.close();
  }

  @Test
  void showsWhatGuestsWroteTheNewestFirst() throws Exception {
    assertThat(post("First!").statusCode()).isEqualTo(201);
    assertThat(post("  Was here. ").body()).isEqualTo("Was here.");
    assertThat(get("/entries").body()).isEqualTo("Was here.\nFirst!");
  }

  @Test
  void refusesWhatIsNoEntry() throws Exception {
    assertThat(post(" ").statusCode()).isEqualTo(400);
    assertThat(post("x".repeat(1001)).statusCode()).isEqualTo(400);
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(kept).isEmpty();
  }

  @Test
  void isNotWellWithoutItsDatabase() throws Exception {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    kept.add("broken");
    assertThat(get("/health").statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String text) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri("/entries")).POST(BodyPublishers.ofString(text)).build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + guestbook.port() + path);
  }
}
