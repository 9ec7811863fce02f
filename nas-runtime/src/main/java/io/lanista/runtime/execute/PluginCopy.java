package io.lanista.runtime.execute;

/**
 * A plug-in's jar as the host has checked it.
 *
 * @param name what the file was called, for messages
 * @param sha256 the digest of its bytes, in 64 hexadecimal digits; it stands for the file wherever it lies
 */
public record PluginCopy(String name, String sha256) {}
