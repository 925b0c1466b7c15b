package dev.stacktape.resource.packaging;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Union;

@Doc("How code gets to Lambda.")
@Union
public sealed interface LambdaPackaging permits CustomArtifact, Buildpack {}
