using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>The next version of <see cref="SampleDb"/>: notes have a colour.</summary>
internal sealed class NextSampleDb(DbContextOptions<NextSampleDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    public DbSet<ColouredNote> Notes => Set<ColouredNote>();

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ColouredNote>(note =>
        {
            note.ToTable("notes");
            note.Property(n => n.Id).ValueGeneratedNever();
            note.Property(n => n.Title).HasMaxLength(20);
            note.Property(n => n.Colour).HasMaxLength(10).HasDefaultValue("white");
            note.HasIndex(n => n.Title).IsUnique();
        });
        modelBuilder.Entity<Colour>(colour =>
        {
            colour.ToTable("colours");
            colour.HasKey(c => c.Name);
            colour.Property(c => c.Name).HasMaxLength(10);
        });
    }
}

internal sealed class ColouredNote
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required byte[] Text { get; init; }
    public string Colour { get; init; } = "white";
}

internal sealed record Colour(string Name);

[DbContext(typeof(NextSampleDb))]
[Migration("20261129_0001_Initial")]
internal sealed class SameInitial() : SqlMigration([.. ServiceTables, "notes.sql"]);

[DbContext(typeof(NextSampleDb))]
[Migration("20261130_0002_NoteColours")]
internal sealed class NoteColours() : SqlMigration("note-colours.sql");
