package dev.stacktape.artifact.registry;

import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import java.io.IOException;
import java.net.URL;

/**
 * Speaks plain HTTP with registries on this machine. Jib tries TLS first, and a server that waits
 * for the end of a line would let it wait until the connection times out.
 */
final class LoopbackHttpClient extends FailoverHttpClient {

  LoopbackHttpClient() {
    super(true, true, ignored -> {});
  }

  @Override
  public Response call(String method, URL url, Request request) throws IOException {
    return super.call(
        method, new URL("http", url.getHost(), url.getPort(), url.getFile()), request);
  }
}
