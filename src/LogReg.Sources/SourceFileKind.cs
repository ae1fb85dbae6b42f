namespace LogReg.Sources;

/// <summary>What a data file is, by its content.</summary>
public enum SourceFileKind
{
    /// <summary>A CSV file, plain or compressed with gzip; or what no other kind is.</summary>
    Csv,

    /// <summary>A cache that <see cref="Data.CacheSource"/> wrote.</summary>
    Cache,

    /// <summary>An Apache Parquet file.</summary>
    Parquet,

    /// <summary>An Excel workbook: .xlsx, .xlsb or .xls.</summary>
    Excel,

    /// <summary>A CSV or LIBSVM file compressed with Zstandard.</summary>
    Zstandard,

    /// <summary>A zip archive, in which there must be a single CSV or LIBSVM file.</summary>
    Zip,

    /// <summary>A LIBSVM file, plain or compressed with gzip.</summary>
    Libsvm,

    /// <summary>A file or a stream of Apache Arrow, such as a Feather file of version 2.</summary>
    Arrow,
}
