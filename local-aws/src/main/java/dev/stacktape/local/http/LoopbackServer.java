package dev.stacktape.local.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Opens HTTP servers that only this machine can reach. */
public final class LoopbackServer {
  static {
    // Without this an answer waits 40 ms for the client's acknowledgement; read once by the JDK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private LoopbackServer() {}

  /**
   * A server that is bound but not yet started.
   *
   * @param port taken when it is free, otherwise one that the system chooses
   */
  public static HttpServer open(int port) {
    try {
      return bind(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer bind(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (BindException e) {
      if (port == 0) {
        throw e;
      }
      return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    }
  }
}
