package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A step of a build with Nixpacks.")
public record NixpacksPhase(
    @Doc(value = "The name of the step.", example = "build") String name,
    @Doc(value = "Command lines that it runs.", example = "[npm run build]") List<String> cmds,
    @Doc(value = "Nix packages that it needs.", example = "[ffmpeg]") List<String> nixPkgs,
    @Doc("Nix libraries that it needs.") List<String> nixLibs,
    @Doc("Addresses of Nix overlays.") List<String> nixOverlay,
    @Doc("The revision of the Nix package collection to take packages from.")
        @Nullable String nixpkgsArchive,
    @Doc(value = "Debian packages that it needs.", example = "[wget]") List<String> aptPkgs,
    @Doc("Folders that are kept from one build to the next.") List<String> cacheDirectories,
    @Doc("The only files that the step sees.") List<String> onlyIncludeFiles) {}
