package dev.stacktape.resource.bucket;

import dev.stacktape.config.ConfigValue;

/** Headers that suit a kind of website. */
public enum HeadersPreset {
  @ConfigValue("astro-static-website")
  ASTRO_STATIC_WEBSITE,
  @ConfigValue("gatsby-static-website")
  GATSBY_STATIC_WEBSITE,
  @ConfigValue("nuxt-static-website")
  NUXT_STATIC_WEBSITE,
  @ConfigValue("single-page-app")
  SINGLE_PAGE_APP,
  @ConfigValue("static-website")
  STATIC_WEBSITE,
  @ConfigValue("sveltekit-static-website")
  SVELTEKIT_STATIC_WEBSITE
}
