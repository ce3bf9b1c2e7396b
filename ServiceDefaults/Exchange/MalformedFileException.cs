namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>The file cannot be read on. The message is for the uploader.</summary>
public sealed class MalformedFileException(string message) : Exception(message);
