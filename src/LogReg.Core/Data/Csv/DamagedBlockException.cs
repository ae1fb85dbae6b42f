using System.Globalization;

namespace LogReg.Data;

/// <summary>A member of a gzip file of many is damaged, or the file ends before its end.</summary>
/// <param name="offset">Where the damage begins, or no further than 1 MB before it.</param>
/// <param name="isCut">Whether the file ends too early.</param>
/// <param name="cause">What was found, or <see langword="null"/>.</param>
internal sealed class DamagedBlockException(long offset, bool isCut, Exception? cause) : IOException(
    isCut
        ? string.Create(CultureInfo.InvariantCulture, $"the gzip data are cut off: they end without a mark after byte {offset:N0}")
        : string.Create(CultureInfo.InvariantCulture, $"the gzip data are damaged in the 1 MB from byte {offset:N0} on"),
    cause);
