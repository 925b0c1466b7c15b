package dev.stacktape.resource.cdn;

import java.util.List;

/** The parameters that a resource with a CDN has. */
public final class CdnParams {
  /** Their names. */
  public static final List<String> NAMES =
      List.of(
          "cdnUrl",
          "cdnDomain",
          "cdnCanonicalDomain",
          "cdnCanonicalUrl",
          "cdnCustomDomains",
          "cdnCustomDomainUrls");

  /** Why a resource does not have them, to stand behind "because". */
  public static final String ABSENT = "it has no CDN";

  private CdnParams() {}
}
