using System.ComponentModel.DataAnnotations;

namespace SocialServices.Registry.Exports.Cells;

/// <summary>The form that a thing of a cell must have is that of the same thing in a request: its annotations.</summary>
internal static class Form
{
    /// <returns>Why it has not; null when it has.</returns>
    public static string? FindRefusal(object thing)
    {
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(thing, new ValidationContext(thing), faults, validateAllProperties: true)
            ? null
            : faults[0].ErrorMessage;
    }
}
