package com.example.guestbook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** The program in the container; everything it must know stands in its environment. */
public final class Main {
  private Main() {}

  /** Runs until the container is stopped. */
  public static void main(String[] args) throws IOException {
    Map<String, String> environment = System.getenv();
    InetSocketAddress address =
        new InetSocketAddress(
            environment.getOrDefault("HOST", "127.0.0.1"),
            Integer.parseInt(environment.getOrDefault("PORT", "3000")));
    Guestbook guestbook =
        Guestbook.start(
            address, PostgresEntries.in(environment.get("STP_DATABASE_JDBC_CONNECTION_STRING")));
    Runtime.getRuntime().addShutdownHook(new Thread(guestbook::close));
  }
}
