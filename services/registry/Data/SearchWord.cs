using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Data;

/// <summary>A word that a search can find. Triggers write it (search.sql); the mapping is here only so that the model matches.</summary>
internal sealed class SearchWord
{
    /// <summary>In the one spelling of all alphabets.</summary>
    public required string Word { get; init; }

    /// <summary>Empty for a word of a site itself, else whose name it is part of: <c>t:</c>, <c>o:</c> or <c>p:</c> and the code.</summary>
    public required string Key { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SearchWord>
    {
        public void Configure(EntityTypeBuilder<SearchWord> builder)
        {
            builder.ToTable("search_words");
            builder.HasKey(w => new { w.Word, w.Key });
            builder.Property(w => w.Word).HasMaxLength(60);
            builder.Property(w => w.Key).HasMaxLength(60);
            builder.HasIndex(w => w.Key);
        }
    }
}
