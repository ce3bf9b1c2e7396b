using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.PersonalData;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class EnvelopeTests
{
    private const string OldKey = "the first passphrase, long enough to be taken";
    private const string NewKey = "the second passphrase, long enough to be taken";
    private readonly Guid owner = Guid.CreateVersion7();

    [Fact]
    public void What_was_sealed_opens_for_its_owner_and_shows_nothing_before()
    {
        var sealedName = Envelope(OldKey).Seal("Ogulgerek Annaýewa", owner, "Name");

        Assert.Equal("Ogulgerek Annaýewa", Envelope(OldKey).Open<string>(sealedName, owner, "Name"));
        Assert.DoesNotContain("Ogulgerek", Encoding.UTF8.GetString(sealedName), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_values_are_sealed_differently() =>
        Assert.NotEqual(Envelope(OldKey).Seal("same", owner, "Name"), Envelope(OldKey).Seal("same", owner, "Name"));

    [Fact]
    public void An_envelope_that_was_copied_to_another_record_does_not_open() =>
        Assert.ThrowsAny<CryptographicException>(() =>
            Envelope(OldKey).Open<string>(Envelope(OldKey).Seal("name", owner, "Name"), Guid.CreateVersion7(), "Name")
        );

    [Fact]
    public void An_envelope_that_was_moved_to_another_column_does_not_open() =>
        Assert.ThrowsAny<CryptographicException>(() =>
            Envelope(OldKey).Open<string>(Envelope(OldKey).Seal("name", owner, "Name"), owner, "Answer")
        );

    [Fact]
    public void An_envelope_with_any_byte_changed_does_not_open()
    {
        var envelope = Envelope(OldKey);
        var original = envelope.Seal("name", owner, "Name");
        for (var i = 0; i < original.Length; i++)
        {
            var changed = original.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => envelope.Open<string>(changed, owner, "Name"));
        }
    }

    [Fact]
    public void After_a_rotation_old_envelopes_open_and_rewrapped_ones_need_the_new_key_only()
    {
        var old = Envelope(OldKey).Seal("name", owner, "Name");
        var rotating = Envelope(NewKey, OldKey);

        Assert.Equal("name", rotating.Open<string>(old, owner, "Name"));
        var rewrapped = rotating.Rewrap(old, owner, "Name");
        Assert.Equal("name", Envelope(NewKey).Open<string>(rewrapped, owner, "Name"));
        Assert.Same(rewrapped, rotating.Rewrap(rewrapped, owner, "Name"));
        Assert.ThrowsAny<CryptographicException>(() => Envelope(OldKey).Open<string>(rewrapped, owner, "Name"));
    }

    [Fact]
    public void Blind_indexes_survive_a_rotation_and_differ_between_fields()
    {
        Assert.Equal(Envelope(OldKey).BlindIndex("passport", "I-AH123"), Envelope(NewKey, OldKey).BlindIndex("passport", "I-AH123"));
        Assert.NotEqual(Envelope(OldKey).BlindIndex("passport", "I-AH123"), Envelope(OldKey).BlindIndex("phone", "I-AH123"));
        Assert.NotEqual(Envelope(OldKey).BlindIndex("passport", "I-AH123"), Envelope(NewKey).BlindIndex("passport", "I-AH123"));
    }

    private static Envelope Envelope(string key, params string[] previous)
    {
        var options = new EncryptionOptions { Key = key };
        foreach (var passphrase in previous)
        {
            options.PreviousKeys.Add(passphrase);
        }

        return new Envelope(Options.Create(options));
    }
}
