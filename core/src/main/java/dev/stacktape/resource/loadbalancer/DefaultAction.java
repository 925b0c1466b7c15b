package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import org.jspecify.annotations.Nullable;

@Doc("What a load balancer does with requests that no rule takes.")
@Union
public sealed interface DefaultAction {

  @Doc("Sends the caller to another address.")
  @TypeName("redirect")
  record Redirect(
      @Doc(value = "The path; that of the request where left out.", example = "/moved")
          @Nullable String path,
      @Doc("What follows the question mark; that of the request where left out.")
          @Nullable String query,
      @Doc(value = "The port; that of the request where left out.", example = "443")
          @Range(min = 1, max = 65535)
          @Nullable Integer port,
      @Doc(value = "The host name; that of the request where left out.", example = "shop.acme.com")
          @Nullable String host,
      @Doc(value = "Whether it is encrypted; HTTPS cannot lead to HTTP.", example = "HTTPS")
          @Nullable WebProtocol protocol,
      @Doc(value = "Whether browsers remember it for good.", example = "HTTP_301")
          RedirectStatus statusCode)
      implements DefaultAction {}
}
