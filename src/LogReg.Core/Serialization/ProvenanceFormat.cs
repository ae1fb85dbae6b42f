using System.Globalization;

namespace LogReg.Serialization;

/// <summary>Between how a model came about and the member <c>provenance</c> of its file.</summary>
internal static class ProvenanceFormat
{
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>From a provenance to the members of the file.</summary>
    public static ProvenanceDocument? ToDocument(ModelProvenance? provenance) => provenance is null ? null : new ProvenanceDocument
    {
        Program = provenance.Program,
        Version = provenance.Version,
        Date = provenance.Date?.ToString(DateFormat, CultureInfo.InvariantCulture),
        Data = provenance.Data,
        RowsRead = provenance.RowsRead,
        DataHash = provenance.DataHash,
        NoHashReason = provenance.NoHashReason,
        Options = provenance.Options.Count == 0 ? null : provenance.Options,
        Seed = provenance.Seed,
        Update = provenance.Update,
    };

    /// <summary>From the members of the file, absent in older files, to a provenance.</summary>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static ModelProvenance? ToProvenance(ProvenanceDocument? document) => document is null ? null : new ModelProvenance
    {
        Program = document.Program ?? throw ModelReader.Absent("provenance.program"),
        Version = document.Version ?? throw ModelReader.Absent("provenance.version"),
        Date = document.Date is null ? null : ToDate(document.Date),
        Data = document.Data,
        RowsRead = document.RowsRead is null or >= 0
            ? document.RowsRead
            : throw new ModelFormatException("its member 'provenance.rowsRead' is negative"),
        DataHash = document.DataHash,
        NoHashReason = document.NoHashReason,
        Options = [.. (document.Options ?? []).Select(option => option ?? throw ModelReader.Absent("provenance.options"))],
        Seed = document.Seed,
        Update = document.Update,
    };

    private static DateTimeOffset ToDate(string text) =>
        DateTimeOffset.TryParseExact(
            text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new ModelFormatException("its member 'provenance.date' must be a time in UTC, such as 2026-05-01T12:00:00Z");
}
