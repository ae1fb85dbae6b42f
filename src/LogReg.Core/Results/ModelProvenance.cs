namespace LogReg;

/// <summary>How a model came about, as stored in its file. Nothing of it changes a prediction.</summary>
public sealed record ModelProvenance
{
    /// <summary>The program that trained the model, such as <c>logreg</c>.</summary>
    public required string Program { get; init; }

    /// <summary>The version of the program, such as <c>0.1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>When the model was trained, in UTC, to the second; <see langword="null"/> if it is left out so that the same data and
    /// options give the same bytes.</summary>
    public DateTimeOffset? Date
    {
        get;
        init => field = value is DateTimeOffset date
            ? new DateTimeOffset(date.UtcDateTime.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero)
            : null;
    }

    /// <summary>The name of the data, such as that of the file without its folder; <see langword="null"/> if it is not known.</summary>
    public string? Data { get; init; }

    /// <summary>The number of rows that were read, whether they trained or not.</summary>
    public long? RowsRead { get; init; }

    /// <summary>The hash of the bytes of the data with the name of its method, such as <c>sha256:e3b0…</c>
    /// (<see cref="DataFingerprint"/>); <see langword="null"/> if there is none.</summary>
    public string? DataHash { get; init; }

    /// <summary>Why there is no <see cref="DataHash"/>; <see langword="null"/> if there is one.</summary>
    public string? NoHashReason { get; init; }

    /// <summary>The options that were given, as they were written; those that were left at their defaults are not among them.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The seed of everything that is drawn at random.</summary>
    public int? Seed { get; init; }

    /// <summary>What updates did to the model, in files of versions without <see cref="LogisticModel.Updates"/>; otherwise
    /// <see langword="null"/>.</summary>
    public string? Update { get; init; }

    /// <summary>Determines whether two provenances say the same.</summary>
    /// <param name="other">The other provenance.</param>
    public bool Equals(ModelProvenance? other) =>
        other is not null && Program == other.Program && Version == other.Version && Nullable.Equals(Date, other.Date)
        && Data == other.Data && RowsRead == other.RowsRead && DataHash == other.DataHash && NoHashReason == other.NoHashReason
        && Options.SequenceEqual(other.Options) && Seed == other.Seed && Update == other.Update;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Program, Version, Date, Data, DataHash, Seed);
}
