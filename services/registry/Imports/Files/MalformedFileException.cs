namespace SocialServices.Registry.Imports.Files;

/// <summary>The file cannot be read on. The message is for the uploader.</summary>
internal sealed class MalformedFileException(string message) : Exception(message);
