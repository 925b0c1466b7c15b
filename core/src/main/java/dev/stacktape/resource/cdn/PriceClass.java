package dev.stacktape.resource.cdn;

import dev.stacktape.config.ConfigValue;

/** Which places of the world a CDN uses. */
public enum PriceClass {
  @ConfigValue("PriceClass_100")
  PRICE_CLASS_100,
  @ConfigValue("PriceClass_200")
  PRICE_CLASS_200,
  @ConfigValue("PriceClass_All")
  PRICE_CLASS_ALL
}
