namespace SocialServices.ProgrammeStory.Api;

/// <summary>The story cannot go on; the message says why in words for whoever started it.</summary>
internal sealed class StoryException(string message, Exception? inner = null) : Exception(message, inner);
