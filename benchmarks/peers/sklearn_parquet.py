"""The peer of `logreg train` on a dense Parquet file: DuckDB into numpy by its C API, scikit-learn's lbfgs without a penalty.

    python3 benchmarks/peers/sklearn_parquet.py libduckdb.so FILE.parquet

The columns are x1, x2, …, and y. Debian's pandas reads no Parquet: neither pyarrow nor fastparquet is packaged. libduckdb.so comes with
DuckDB, or with the NuGet package DuckDB.NET.Bindings.Full. Prints the loss and the seconds of each stage.
"""
import ctypes
import sys
import time

start = time.perf_counter()
import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

imported = time.perf_counter()
duckdb = ctypes.CDLL(sys.argv[1])
pointer = ctypes.c_void_p


class Result(ctypes.Structure):
    _fields_ = [("parts", ctypes.c_uint64 * 8)]


duckdb.duckdb_query.argtypes = [pointer, ctypes.c_char_p, pointer]
duckdb.duckdb_result_error.restype = ctypes.c_char_p
duckdb.duckdb_value_int64.argtypes = [pointer, ctypes.c_uint64, ctypes.c_uint64]
duckdb.duckdb_value_int64.restype = ctypes.c_int64
duckdb.duckdb_fetch_chunk.argtypes = [Result]
duckdb.duckdb_fetch_chunk.restype = pointer
duckdb.duckdb_data_chunk_get_size.argtypes = [pointer]
duckdb.duckdb_data_chunk_get_size.restype = ctypes.c_uint64
duckdb.duckdb_data_chunk_get_vector.argtypes = [pointer, ctypes.c_uint64]
duckdb.duckdb_data_chunk_get_vector.restype = pointer
duckdb.duckdb_vector_get_data.argtypes = [pointer]
duckdb.duckdb_vector_get_data.restype = pointer
duckdb.duckdb_destroy_data_chunk.argtypes = [pointer]
database, connection = pointer(), pointer()
if duckdb.duckdb_open(None, ctypes.byref(database)) or duckdb.duckdb_connect(database, ctypes.byref(connection)):
    sys.exit("DuckDB cannot be opened")


def query(text):
    result = Result()
    if duckdb.duckdb_query(connection, text.encode(), ctypes.byref(result)):
        sys.exit(duckdb.duckdb_result_error(ctypes.byref(result)).decode())
    return result


rows = duckdb.duckdb_value_int64(ctypes.byref(query(f"SELECT count(*) FROM '{sys.argv[2]}'")), 0, 0)
features = int(duckdb.duckdb_value_int64(ctypes.byref(query(f"SELECT count(*) - 1 FROM (DESCRIBE SELECT * FROM '{sys.argv[2]}')")), 0, 0))
matrix, target = np.empty((rows, features), order="F"), np.empty(rows)
names = ", ".join(f"x{j + 1}::DOUBLE" for j in range(features))
result = query(f"SELECT {names}, y::DOUBLE FROM '{sys.argv[2]}'")
row = 0
while chunk := duckdb.duckdb_fetch_chunk(result):
    count = duckdb.duckdb_data_chunk_get_size(chunk)
    for j in range(features + 1):
        values = duckdb.duckdb_vector_get_data(duckdb.duckdb_data_chunk_get_vector(chunk, j))
        column = target if j == features else matrix[:, j]
        column[row:row + count] = np.ctypeslib.as_array(ctypes.cast(values, ctypes.POINTER(ctypes.c_double)), (count,))
    row += count
    duckdb.duckdb_destroy_data_chunk(ctypes.byref(pointer(chunk)))
assert row == rows
read = time.perf_counter()
model = LogisticRegression(penalty="none", tol=1e-6, max_iter=1000).fit(matrix, target)
fitted = time.perf_counter()
loss = log_loss(target, model.predict_proba(matrix)[:, 1])
end = time.perf_counter()
print(f"scikit-learn {sklearn.__version__}, {model.n_iter_[0]} iterations, loss {loss:.12f}")
print(f"import {imported - start:.2f} read {read - imported:.2f} fit {fitted - read:.2f} report {end - fitted:.2f} total {end - start:.2f}")
