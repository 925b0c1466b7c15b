package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.ConfigValue;

/** The size that the machines of a MongoDB cluster can grow or shrink to. */
public enum ScalingTier {
  @ConfigValue("M10")
  M10,
  @ConfigValue("M20")
  M20,
  @ConfigValue("M30")
  M30,
  @ConfigValue("M40")
  M40,
  @ConfigValue("M40_NVME")
  M40_NVME,
  @ConfigValue("M40 Low-CPU (R40)")
  R40,
  @ConfigValue("M50")
  M50,
  @ConfigValue("M50_NVME")
  M50_NVME,
  @ConfigValue("M50 Low-CPU (R50)")
  R50,
  @ConfigValue("M60")
  M60,
  @ConfigValue("M60_NVME")
  M60_NVME,
  @ConfigValue("M60 Low-CPU (R60)")
  R60,
  @ConfigValue("M80")
  M80,
  @ConfigValue("M80_NVME")
  M80_NVME,
  @ConfigValue("M80 Low-CPU (R80)")
  R80,
  @ConfigValue("M100")
  M100,
  @ConfigValue("M140")
  M140,
  @ConfigValue("M200")
  M200,
  @ConfigValue("M200_NVME")
  M200_NVME,
  @ConfigValue("M200 Low-CPU (R200)")
  R200,
  @ConfigValue("M300")
  M300,
  @ConfigValue("M300 Low-CPU (R300)")
  R300,
  @ConfigValue("M400_NVME")
  M400_NVME,
  @ConfigValue("M400 Low-CPU (R400)")
  R400,
  @ConfigValue("M700 Low-CPU (R700)")
  R700
}
