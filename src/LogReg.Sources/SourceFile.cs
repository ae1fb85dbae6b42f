using System.IO.Compression;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Sources.Arrow;
using LogReg.Sources.Excel;
using LogReg.Sources.Parquet;

namespace LogReg.Sources;

/// <summary>Data files of any kind, told apart by their content, never by the name alone.</summary>
public static class SourceFile
{
    private const int Looked = 1 << 12;

    /// <summary>Opens a data file: CSV or LIBSVM (plain, .gz, .zst, .zip), a cache, Parquet, Arrow (Feather) or an Excel workbook; or
    /// several with the same columns as one table.</summary>
    /// <param name="path">Its path; a folder for the files in it, without those whose names begin with a dot or an underscore; or a pattern
    /// with <c>*</c> and <c>?</c>, such as <c>data/part-*.csv</c>. Files are read in the ordinal order of their paths.</param>
    /// <param name="options">How to read it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="DataException">There is no such file, or it cannot be opened.</exception>
    public static DataSource Open(string path, SourceFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SourceFileOptions();
        return FilePattern.TryExpand(path) is FileSelection files ? OpenParts(path, files, options)
            : options.FileColumn is not null || (options.Sheet == SheetNames.All && KindOf(path) == SourceFileKind.Excel)
                ? OpenParts(path, [path], options, [])
            : OpenOne(path, options);
    }

    /// <summary>Opens a data file, or several as one table, in several processes that read it together: see
    /// <see cref="Open(string, SourceFileOptions?)"/>. All must see the same files, which is looked at first.</summary>
    /// <param name="path">Its path, a folder or a pattern; the same in every process.</param>
    /// <param name="options">How to read it, or <see langword="null"/> for the defaults.</param>
    /// <param name="collective">The processes.</param>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="collective"/> is <see langword="null"/>.</exception>
    /// <exception cref="LogRegException">There is no such file, or it cannot be opened; or a process sees other files than rank 0, and the
    /// error names its rank and the file. It is the same error in every process.</exception>
    /// <exception cref="CollectiveException">A process has failed.</exception>
    public static DataSource Open(string path, SourceFileOptions? options, ICollective collective)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return SharedFiles.Open(collective, () => FilesOf(path), () => Open(path, options));
    }

    private static PartsSource OpenParts(string name, FileSelection files, SourceFileOptions options)
    {
        files.ThrowIfDoubtful();
        return OpenParts(name, files.Files, options, files.Notes);
    }

    private static PartsSource OpenParts(
        string name, IReadOnlyList<string> files, SourceFileOptions options, IReadOnlyList<DataWarning> notes)
    {
        bool hasSheets = options.Sheet == SheetNames.All;
        string[] names = [.. files.Select(file => Path.GetFileName(file))];
        IReadOnlyList<string> partNames = names.Distinct().Count() == names.Length ? names : files;
        var parts = new List<(DataSource Source, string Name)>();
        try
        {
            foreach ((string file, string partName) in files.Zip(partNames))
            {
                parts.AddRange(hasSheets && KindOf(file) == SourceFileKind.Excel
                    ? SheetsOf(file, partName, options, isOnly: files.Count == 1)
                    : [(OpenOne(file, options), partName)]);
            }

            return new PartsSource(name, [.. parts.Select(part => part.Source)], options.FileColumn, [.. parts.Select(part => part.Name)])
            {
                Notes = notes,
            };
        }
        catch
        {
            parts.ForEach(part => part.Source.Dispose());
            throw;
        }
    }

    // Of a single workbook, its sheets are the parts.
    private static IEnumerable<(DataSource Source, string Name)> SheetsOf(
        string path, string name, SourceFileOptions options, bool isOnly) => ExcelSource.SheetsOf(path).Select(sheet =>
            ((DataSource)new ExcelSource(path, options.Csv, sheet, $"{path}, sheet '{sheet}'"), isOnly ? sheet : $"{name}, {sheet}"));

    private static DataSource OpenOne(string path, SourceFileOptions options)
    {
        SourceFileKind kind = KindOf(path);
        if (kind == SourceFileKind.Zstandard || StartOf(path) is [0x1F, 0x8B, ..])
        {
            ThrowIfNotText(path, kind);
        }

        return kind switch
        {
            SourceFileKind.Zip => OfText(ZipInput.Of(path), path, options),
            SourceFileKind.Parquet => new ParquetSource(path, options.Csv),
            SourceFileKind.Arrow => new ArrowSource(path, options.Csv),
            SourceFileKind.Excel => new ExcelSource(path, options.Csv, options.Sheet),
            SourceFileKind.Zstandard => OfText(() => new ZstandardInput(OpenToRead(path)), path, options),
            SourceFileKind.Libsvm => LibsvmSource.FromFile(path, options.Csv.Threads),
            _ => CsvSource.FromFile(path, options.Csv),
        };
    }

    // What stands inside is CSV or LIBSVM; what is damaged, reading says better.
    private static DataSource OfText(Func<Stream> open, string path, SourceFileOptions options)
    {
        bool isLibsvm = false;
        try
        {
            isLibsvm = LibsvmSource.IsLibsvm(open());
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
        }

        return isLibsvm ? LibsvmSource.FromStream(open, path, options.Csv.Threads) : CsvSource.FromStream(open, path, options.Csv);
    }

    /// <summary>The files that a path stands for.</summary>
    /// <param name="path">The path of a file or a folder, or a pattern, as <see cref="Open(string, SourceFileOptions?)"/> takes them.</param>
    /// <returns>The files that are read, in order; <paramref name="path"/> alone if it names one file.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="DataException">A folder is empty or cannot be read, or no file matches the pattern.</exception>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FilePattern.TryExpand(path)?.Files ?? [path];
    }

    /// <summary>The columns of a file, or of several, that are left out because their cells are neither numbers nor texts, such as
    /// lists.</summary>
    /// <param name="source">The opened file.</param>
    /// <returns>Their names; none for most kinds of files.</returns>
    public static IReadOnlyList<string> LeftOutColumns(DataSource source) => source switch
    {
        ParquetSource file => file.LeftOutColumns,
        ArrowSource file => file.LeftOutColumns,
        PartsSource parts => [.. parts.Parts.SelectMany(LeftOutColumns).Distinct()],
        _ => [],
    };

    /// <summary>Tells what kind of file an opened source reads; of several files the first counts.</summary>
    /// <param name="source">The source.</param>
    /// <returns>The kind; <see cref="SourceFileKind.Csv"/> for a CSV file, compressed or not, and for any other source.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    public static SourceFileKind KindOf(DataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source switch
        {
            PartsSource parts => KindOf(parts.Parts[0]),
            CacheSource => SourceFileKind.Cache,
            ParquetSource => SourceFileKind.Parquet,
            ArrowSource => SourceFileKind.Arrow,
            ExcelSource => SourceFileKind.Excel,
            LibsvmSource => SourceFileKind.Libsvm,
            _ => SourceFileKind.Csv,
        };
    }

    /// <summary>Tells what a file is, by its first bytes.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The kind; <see cref="SourceFileKind.Csv"/> for a file that cannot be opened or is of no other kind, about which
    /// <see cref="Open(string, SourceFileOptions?)"/> says what is wrong.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    public static SourceFileKind KindOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlySpan<byte> start = StartOf(path);
        return start.StartsWith("PAR1"u8) && HasControl(start) ? SourceFileKind.Parquet
            : IsArrow(start) ? SourceFileKind.Arrow
            : start.StartsWith(CacheSignature) ? SourceFileKind.Cache
            : start.StartsWith(ZstandardSignature) ? SourceFileKind.Zstandard
            : start.StartsWith(CompoundSignature) || (start.StartsWith(ZipSignature) && IsWorkbook(path)) ? SourceFileKind.Excel
            : start.StartsWith(ZipSignature) || start.StartsWith("PK\u0005\u0006"u8) ? SourceFileKind.Zip
            : start.Length > 0 && LibsvmSource.IsLibsvm(path) ? SourceFileKind.Libsvm
            : SourceFileKind.Csv;
    }

    /// <summary>The kind of a file that is no text and is read by its path alone.</summary>
    /// <param name="start">Its first bytes.</param>
    /// <returns>The kind with an article; <see langword="null"/> for any other file.</returns>
    internal static string? NameOfKind(ReadOnlySpan<byte> start) =>
        start.StartsWith("PAR1"u8) && HasControl(start) ? "a Parquet file"
        : IsArrow(start) ? "an Arrow file"
        : start.StartsWith(CacheSignature) ? "a logreg cache"
        : start.StartsWith(CompoundSignature) ? "an Excel workbook (.xls) or another old Office file"
        : start.StartsWith(ZipSignature) ? start.IndexOf("[Content_Types].xml"u8) >= 0 || start.IndexOf("xl/"u8) >= 0
            ? "an Excel workbook"
            : "a zip archive"
        : start.StartsWith(ZstandardSignature) ? "a Zstandard file"
        : null;

    // What is damaged, reading says better.
    private static void ThrowIfNotText(string path, SourceFileKind kind)
    {
        try
        {
            using Stream content = kind == SourceFileKind.Zstandard
                ? new ZstandardInput(OpenToRead(path))
                : new GZipStream(OpenToRead(path), CompressionMode.Decompress);
            PackedFile.ThrowIfNotText(content, path, kind == SourceFileKind.Zstandard ? "a Zstandard file" : "a gzip file");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Whether a file is a cache.</summary>
    /// <param name="start">Its first bytes.</param>
    internal static bool IsCache(ReadOnlySpan<byte> start) => start.StartsWith(CacheSignature);

    private static ReadOnlySpan<byte> CacheSignature => [0x89, (byte)'L', (byte)'R', (byte)'C'];

    private static ReadOnlySpan<byte> ZstandardSignature => [0x28, 0xB5, 0x2F, 0xFD];

    private static ReadOnlySpan<byte> ZipSignature => "PK\u0003\u0004"u8;

    // Of .xls and other old Office files, and of workbooks with a password.
    private static ReadOnlySpan<byte> CompoundSignature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static bool IsArrow(ReadOnlySpan<byte> start) =>
        (start.StartsWith(ArrowFile.Signature) && HasControl(start)) || ArrowFile.IsStream(start);

    private static bool IsWorkbook(string path)
    {
        try
        {
            using FileStream file = OpenToRead(path);
            using var archive = new ZipArchive(file);
            return archive.Entries.Any(entry => entry.FullName.StartsWith("xl/workbook.", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream OpenToRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>The first bytes of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The bytes; none of a pipe, which must not lose them, or of a file that cannot be opened.</returns>
    internal static byte[] StartOf(string path)
    {
        try
        {
            // To open a named pipe would wait for its writer.
            FileSystemInfo target = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            if (target is not FileInfo { Exists: true, Length: > 0 })
            {
                return [];
            }

            using FileStream file = OpenToRead(path);
            if (!file.CanSeek)
            {
                return [];
            }

            byte[] start = new byte[Looked];
            return start[..file.ReadAtLeast(start, Looked, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A column of a CSV file may well be called PAR1.
    private static bool HasControl(ReadOnlySpan<byte> start) =>
        start.ContainsAnyInRange((byte)0, (byte)8) || start.ContainsAnyInRange((byte)14, (byte)31)
        || start.ContainsAnyInRange((byte)0xF8, (byte)0xFF);
}
